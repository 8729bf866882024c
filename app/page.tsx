import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'
import { inspector } from '@/server/index'
import ClustersPage from './clusters/page'

/** One cluster: straight to it. Several: which of them needs somebody. */
export default async function Home() {
  const [only, ...others] = (await inspector()).identities()
  if (only && others.length === 0) redirect(paths.overview(only.id))
  return <ClustersPage />
}
